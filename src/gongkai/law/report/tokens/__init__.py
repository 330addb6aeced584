"""Number tokens in the text of a report: they stand for cells and statistics, so that prose cannot contradict the tables.

{{t3.new_received.total}}                    the cell as it stands
{{t3.new_received}}                          the same: the column 总计 may be left out
{{t3.denied}}, {{t3.granted.organisations}}  the rows of a heading, the columns of a heading, added up
{{t4.suits}}                                 both kinds of suit
{{t3.granted/t3.handled_total}}              the share in per cent
{{t3.new_received@上年}}                      last year's figure; @同比 the change in per cent, @增减 in units
{{stat.items_published}}                     a statistic that the platform counts
{{problem.1}}                                a problem that last year's report named
"""
