"""云岫县部门年度工作总结的规则集。"""

from yunxiu_rules import checks

__all__ = ["checks"]
