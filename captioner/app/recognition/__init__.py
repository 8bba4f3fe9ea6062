"""Who recognises which stretch of a session, and the lanes that do."""
