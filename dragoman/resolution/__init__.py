"""What is learnt across articles: who is one person, which organizations are one, which texts are copies."""
