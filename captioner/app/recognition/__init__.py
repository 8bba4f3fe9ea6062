"""Who recognises which stretch of a session, and the shifts that do."""
