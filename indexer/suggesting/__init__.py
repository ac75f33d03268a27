"""Suggested duties: which functions of government a task may fall to when its text names nobody.

    features    a text as hashed, weighted character pairs
    precedents  annotated tasks of documents as facts: place, departments, roles, features, never text
    remit_terms the remit terms of the register that occur in a text
    statutes    what statutes say of a text's words: a table learned from them by statute_learning
    model       scores, probabilities and silence: weights over the precedents
    modelfile   the model as one checked file
    examples    from analysed documents to annotated tasks
    training    fitting a model
    reasons     why a function is proposed, in words that a person can check
    suggester   the suggester over the documents of an index

A change here never asks for a new analysis of documents.
"""
