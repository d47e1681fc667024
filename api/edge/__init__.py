"""The thin ASGI layers in front of FastAPI: policy headers, limits, finished answers."""
