"""Training of the reader: data, model, training, evaluation, export. One module a stage or an idea."""
