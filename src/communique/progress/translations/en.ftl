### Progress: schemes and their words, reasons for the unknown, how a verdict must be read.

progress-scheme-statcan = Statistics Canada
progress-scheme-eurostat = Eurostat
progress-scheme-un = United Nations Progress Chart

progress-band-unable-to-assess = Unable to assess
progress-band-statcan-achieved = Target achieved
progress-band-statcan-on-track = On track
progress-band-statcan-acceleration-needed = Acceleration needed
progress-band-statcan-limited = Limited progress
progress-band-statcan-deterioration = Deterioration
progress-band-eurostat-significant = Significant progress
progress-band-eurostat-moderate = Moderate progress
progress-band-eurostat-insufficient = Insufficient progress
progress-band-eurostat-away = Movement away from the target
progress-band-eurostat-moderate-away = Moderate movement away
progress-band-eurostat-significant-away = Significant movement away
progress-band-un-on-track-or-met = On track or target met
progress-band-un-fair = Fair progress, but acceleration needed
progress-band-un-limited-or-none = Limited or no progress
progress-band-un-regression = Regression

progress-formula-geometric = Geometric ratio: growth a year observed, over growth a year required
progress-formula-linear = Linear ratio: change a year observed, over change a year required
progress-linear-base-zero = The linear ratio is used because the base value is zero.
progress-linear-latest-zero = The linear ratio is used because the latest value is zero.
progress-linear-target-zero = The linear ratio is used because the target is zero.
progress-linear-signs-differ = The linear ratio is used because some figures are positive and others negative.

progress-method-ar1 = Past trend with correlated errors
progress-method-observed = Figures of the target year itself
progress-assumes-trend = This assumes that the past trend goes on and that no plan is carried out.
progress-assumes-plan = This assumes that the past trend goes on and that the plan is carried out.
progress-scale-log = Trend of the logarithm
progress-scale-linear = Straight trend

progress-flag-base-moved = There is no figure for { $asked }; progress is measured from { $year }.
progress-flag-base-chosen = The base year { $year } was chosen by the reader; the usual one is { $usual }.
progress-flag-absent-years = Years without a figure: { $years }.
progress-flag-lost = The target was met in { $achieved } and lost again in { $lost }.
progress-flag-formulas-differ = The geometric and the linear ratio give different words ({ $scheme ->
    [statcan] Statistics Canada
    [eurostat] Eurostat
   *[un] United Nations
    }).
progress-flag-linear-scale = The trend is straight, not exponential, because a figure or the target is zero or negative.
progress-flag-baseline-forecast = The base year { $year } is itself a forecast, made together with the target year.

unknown-no-data = There is no figure.
unknown-too-few-points = { $n ->
    [one] There is a figure for only one year; { $needed } are needed.
   *[other] There are figures for only { $n } years; { $needed } are needed.
    }
unknown-no-base = There is no figure for the base year { $year } or a later one.
unknown-no-data-after-base = There is no figure after the base year { $year }.
unknown-target-year-not-after-base = The target year { $year } is not after the year from which progress is measured, { $base }.
unknown-target-equals-base = The target is the base value itself: no pace is required, so none can be compared.
unknown-growth-undefined = Growth a year cannot be computed: a figure is zero, or the sign changes.
unknown-base-not-observed = { $year ->
    [none] The target is a share of a base year that is not known.
   *[other] The target is a share of { $year }, and there is no figure for that year.
    }
unknown-plan-needs-base = The effect of a plan cannot be judged before there is a figure for the base year { $year }.
unknown-no-variation = The figures lie exactly on a line: they do not show how much they vary.
unknown-target-year-not-observed = The target year { $year } is over, and it has no figure.
