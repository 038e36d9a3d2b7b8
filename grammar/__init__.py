"""The grammars of reports, as data: report.lark and reference.lark."""
