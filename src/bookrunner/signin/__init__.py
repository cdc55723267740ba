"""Signing in at the bank's identity provider, and the sessions that follow."""

from bookrunner.signin.flow import Leaving, SignIn, local_page
from bookrunner.signin.provider import Client, Provider
from bookrunner.signin.refusals import ProviderUnusable, SignInRefused
from bookrunner.signin.roles import roles_of
from bookrunner.signin.sessions_sql import Lifetimes, Sessions
from bookrunner.signin.tokens import Claims, Identity, access_token, id_token

__all__ = [
    "Claims",
    "Client",
    "Identity",
    "Leaving",
    "Lifetimes",
    "Provider",
    "ProviderUnusable",
    "Sessions",
    "SignIn",
    "SignInRefused",
    "access_token",
    "id_token",
    "local_page",
    "roles_of",
]
