"""The command line before hostile files: bounded time and memory, one clear line, nothing half written."""
