"""What the person brings in from elsewhere, made into what the log knows. Pure: nothing is kept here."""
