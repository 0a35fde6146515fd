"""Meetings and their agendas: pages, steps, forms."""
