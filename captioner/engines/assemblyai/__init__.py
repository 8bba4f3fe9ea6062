"""AssemblyAI streaming, v3 and v2: rules without I/O, and one socket shell for both."""
