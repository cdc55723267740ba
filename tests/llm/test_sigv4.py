"""Signatures of AWS's published test suite for Signature Version 4 (names as there)."""

from datetime import UTC, datetime

import pytest

from bookrunner.llm.sigv4 import Signer

SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
MOMENT = datetime(2015, 8, 30, 12, 36, tzinfo=UTC)
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    "method,query,headers,body,signature",
    [
        # get-vanilla
        ("GET", "", {}, b"", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        # post-vanilla
        ("POST", "", {}, b"", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
        # get-vanilla-query-order-key-case
        (
            "GET",
            "?Param2=value2&Param1=value1",
            {},
            b"",
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        ),
        # post-x-www-form-urlencoded
        (
            "POST",
            "",
            FORM,
            b"Param1=value1",
            "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
        ),
    ],
)
def test_signatures_are_aws_s(
    method: str, query: str, headers: dict[str, str], body: bytes, signature: str
) -> None:
    signer = Signer("AKIDEXAMPLE", SECRET, "us-east-1", "service")
    url = f"https://example.amazonaws.com/{query}"
    signed = signer.headers(method, url, headers, body, MOMENT)
    assert signed["Authorization"].endswith(f"Signature={signature}")


def test_the_example_of_the_documentation() -> None:
    # AWS's guide to signing shows ListUsers of IAM.
    signer = Signer("AKIDEXAMPLE", SECRET, "us-east-1", "iam")
    url = "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08"
    headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
    signed = signer.headers("GET", url, headers, b"", MOMENT)
    assert signed["Authorization"] == (
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, "
        "SignedHeaders=content-type;host;x-amz-date, "
        "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"
    )


def test_a_session_token_is_signed_too() -> None:
    # post-sts-header-before
    token = (
        "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPf"
        "IeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7W"
        "Z0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8F"
        "DrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA=="
    )
    signer = Signer("AKIDEXAMPLE", SECRET, "us-east-1", "service", token)
    signed = signer.headers("POST", "https://example.amazonaws.com/", {}, b"", MOMENT)
    assert signed["X-Amz-Security-Token"] == token
    assert signed["Authorization"].endswith(
        "Signature=85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead"
    )
