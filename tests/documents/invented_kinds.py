"""Documents of an invented company in the kinds that EDGAR and banks have."""

RELEASE = (
    "Tern Quarries, Inc. announces results for the fourth quarter. Revenue for the quarter was "
    "$1.2 billion, up from $1.1 billion. Net income per diluted share was $0.41. The board of "
    "directors declared a dividend on its common stock, which is listed on the NYSE. "
) * 3

SUBMISSION = f"""<SEC-DOCUMENT>0009999001-24-000007.txt : 20240220
<SEC-HEADER>0009999001-24-000007.hdr.sgml : 20240220
<ACCEPTANCE-DATETIME>20240220160502
ACCESSION NUMBER:		0009999001-24-000007
CONFORMED SUBMISSION TYPE:	8-K
PUBLIC DOCUMENT COUNT:		4
CONFORMED PERIOD OF REPORT:	20240219
FILED AS OF DATE:		20240220

FILER:

	COMPANY DATA:
		COMPANY CONFORMED NAME:			TERN QUARRIES INC
		CENTRAL INDEX KEY:			0009999001
</SEC-HEADER>
<DOCUMENT>
<TYPE>8-K
<SEQUENCE>1
<FILENAME>../../etc/tern.htm
<TEXT>
<html><body><p>FORM 8-K Current report</p><p>Item 2.02 Results of Operations</p>
<p>See the release.</p></body></html>
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>GRAPHIC
<FILENAME>logo.jpg
<TEXT>
begin 644 logo.jpg
M_]C_X  02D9)1@ ! 0   0 !  #_VP!#  @&!@<&!0@'!P<)"0@*#!0-# L+
end
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-99.1
<FILENAME>release.htm
<DESCRIPTION>PRESS RELEASE
<TEXT>
<html><body><p>{RELEASE}</p><table><tr><td>(in millions)</td><td>2023</td></tr>
<tr><td>Revenue</td><td>1,234</td></tr></table></body></html>
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EXCEL
<FILENAME>Financial_Report.xlsx
<TEXT>
begin 644 Financial_Report.xlsx
M_]C_X  02D9)1@ ! 0   0 !  #_VP!#  @&!@<&!0@'!P<)"0@*#!0-# L+
end
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
"""

FORM_4 = """<?xml version="1.0"?>
<ownershipDocument><schemaVersion>X0508</schemaVersion><documentType>4</documentType>
<periodOfReport>2024-02-15</periodOfReport>
<issuer><issuerCik>0009999001</issuerCik><issuerName>Tern Quarries, Inc.</issuerName>
<issuerTradingSymbol>TERN</issuerTradingSymbol></issuer>
<reportingOwner><reportingOwnerId><rptOwnerCik>0009999077</rptOwnerCik>
<rptOwnerName>ROE JANE</rptOwnerName></reportingOwnerId><reportingOwnerRelationship>
<isOfficer>true</isOfficer><officerTitle>Chief Mason</officerTitle>
</reportingOwnerRelationship></reportingOwner>
<nonDerivativeTable><nonDerivativeTransaction><securityTitle><value>Common Stock</value>
</securityTitle><transactionDate><value>2024-02-15</value></transactionDate>
<transactionCoding><transactionCode>S</transactionCode></transactionCoding>
<transactionAmounts><transactionShares><value>4200</value><footnoteId id="F1"/>
</transactionShares><transactionPricePerShare><value>31.07</value></transactionPricePerShare>
</transactionAmounts></nonDerivativeTransaction></nonDerivativeTable>
<footnotes><footnote id="F1">Sold under a plan.</footnote></footnotes></ownershipDocument>"""

INFORMATION_TABLE = """<?xml version="1.0"?><informationTable
 xmlns="http://www.sec.gov/edgar/document/thirteenf/informationtable"><infoTable>
<nameOfIssuer>TERN QUARRIES INC</nameOfIssuer><titleOfClass>COM</titleOfClass>
<cusip>880000109</cusip><value>{value}</value><shrsOrPrnAmt><sshPrnamt>300</sshPrnamt>
<sshPrnamtType>SH</sshPrnamtType></shrsOrPrnAmt><votingAuthority><Sole>300</Sole>
<Shared>0</Shared><None>0</None></votingAuthority></infoTable></informationTable>"""

CALL = """Tern Quarries, Inc. (TERN) Q4 2023 Earnings Call Transcript

Call participants:
Jane Roe -- Chief Executive Officer
John Doe -- Chief Financial Officer
Ann Poe -- Granite Bank -- Analyst

Prepared Remarks:

Operator
Good morning and welcome to the earnings conference call of Tern Quarries.

Jane Roe -- Chief Executive Officer
Thank you, operator. Revenue grew by twelve percent in the quarter, and shares did well.

John Doe -- Chief Financial Officer
Net income was $98.7 million for the fiscal year, and we raised the dividend.

Questions & Answers:

Operator
Our first question comes from Ann Poe with Granite Bank.

Ann Poe -- Granite Bank -- Analyst
Good morning. How deep is the quarry?

Jane Roe -- Chief Executive Officer
Deep enough for many years of stone.
"""
