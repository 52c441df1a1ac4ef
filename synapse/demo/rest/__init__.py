"""REST v10, one file per resource; `routes` lists them all and `pipeline` is what every call passes."""
