"""The signed exchange: canonical strings, signatures and proofs, pure and used by both ends.

The text of the protocol is `schemas/README.md`; its test vectors `schemas/examples/signing.json`.
"""
