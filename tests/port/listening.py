"""A system of somebody else's that waits at an address, connection after connection."""
import socket


def connections(where):
    """`where`: "unix:PATH" or "tcp:PORT" of this machine. Each is closed when the next one is asked for."""
    if where.startswith("unix:"):
        server = socket.socket(socket.AF_UNIX)
        server.bind(where[5:])
    else:
        server = socket.create_server(("127.0.0.1", int(where[4:])))
    server.listen()
    while True:
        connection, _ = server.accept()
        with connection:
            yield connection
