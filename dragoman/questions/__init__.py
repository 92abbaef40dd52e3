"""A view and what is open on it become rows: pages, downloads and reports all ask here."""
