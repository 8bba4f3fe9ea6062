"""What is kept: settings file, library, secrets. The owner of sqlite3, keyring and docx."""
