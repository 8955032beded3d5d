"""What can be measured about badges, assessments and issuers, apart from any one person.

| module | answers |
|---|---|
| `bits` | how much does a pass tell, per version and year |
| `rates` | how often does an assessment let the wrong ones pass, or fail the right ones |
| `credibility` | has this issuer been right |
| `lookalikes` | which achievements teach the same, and how many are really different |
| `acceptance`, `sampling` | how many holders to test again, whom, and what the result shows |
| `freshness` | is what it teaches still asked for, and how fast does a skill fade |
| `gain` | what is one more achievement worth for this goal |

Rules: pure functions on frozen values; no clock, no chance, no network; intervals are 90 %; the order of what comes in
changes nothing; names, titles and prices move no figure of quality; with too little seen the answer is "unknown". What
is our own guess says so where it stands. It stores nothing and does not say what a page should show.
"""
