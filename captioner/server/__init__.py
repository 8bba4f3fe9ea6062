"""The embedded recogniser behind the AssemblyAI wire protocols."""
