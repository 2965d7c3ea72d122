"""Distributed Text Services 1.0 (https://dtsapi.org/versions/v1.0): an edition's passages for other programs."""
