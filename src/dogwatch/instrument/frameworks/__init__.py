"""Middleware for web frameworks, task queues and gRPC, a file each: requests become calls of the catalog's features.

Each file imports its framework, which is there when somebody imports the file, and none of them is loaded otherwise.
"""
