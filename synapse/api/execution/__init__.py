"""Fast execution: operations that come again are compiled to Python; graphql-core is the reference.

``plan`` works out what each selection set asks for, ``leaves`` and ``emit`` write the Python, ``later`` waits
for resolvers, and ``executor`` decides which way an operation goes.
"""
