"""The types of the schema.

Each is a declaration only: the objects behind them are the services' own values, so an answer is built
once. Descriptions are not here but in ``schema/*.graphql``, from where they are copied at start.
"""
