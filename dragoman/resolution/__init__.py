"""What is learnt across articles: who is one person, which names are one organization's, which articles are
copies of one text.
"""
