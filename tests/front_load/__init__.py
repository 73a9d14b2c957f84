"""Redeploys and reloads behind the front door, under load over HTTPS."""
