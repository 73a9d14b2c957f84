"""What the window does when somebody asks for it: connect, look after a service, edit, export."""
