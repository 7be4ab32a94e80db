# Dialogues.
workstream-dialogues-name = Dialogues
workstream-dialogues-question = Who met, what was decided and owed, who answered, which practice spread, who is a member, and what is not known?
workstream-dialogues-method = Reports become meetings, decisions, answers, practices and memberships, each with a date no more exact than its source. Reports that contradict an official one or name somebody out of office are set aside by rule and shown. A promise counts as missed only where the record itself shows it; silence stays unknown. A list of members proves its own day, never a day of joining.

# Topics of practice.
dialogues-topic-public-health-substance-use = public health approaches to substance use
dialogues-topic-labour-rights = labour rights
dialogues-topic-indigenous-women = violence against Indigenous women and girls
dialogues-topic-trafficking = trafficking in persons
dialogues-topic-asylum = asylum
dialogues-topic-narratives-on-migrants = public narratives on migrants
dialogues-topic-root-causes = root causes of migration
dialogues-topic-lawful-pathways = lawful pathways
dialogues-topic-equity = equity and racial justice
dialogues-topic-lgbtqi-rights = rights of LGBTQI+ people
dialogues-topic-online-harassment = gender-based online harassment
dialogues-topic-precursors = precursor chemicals
dialogues-topic-cyber-security = cyber security
dialogues-topic-nuclear-security = nuclear security and safety
dialogues-topic-passenger-records = passenger name records
dialogues-topic-pandemics = pandemic preparedness
dialogues-topic-semiconductors = semiconductors
dialogues-topic-critical-minerals = critical minerals
dialogues-topic-skills = skills
dialogues-topic-student-mobility = student mobility
dialogues-topic-waste-methane = waste methane
dialogues-topic-food-waste = food loss and waste
dialogues-topic-clean-transit = clean public transport
dialogues-topic-border-charging = charging along borders
dialogues-topic-conservation = conservation of land and ocean
dialogues-topic-hydrogen = clean hydrogen

# Where a decision or a recommendation stands.
dialogues-standing-overdue-unknown = overdue, no evidence
dialogues-standing-open = open
dialogues-standing-undated = open, no date set
dialogues-standing-not-done = shown not to be done
dialogues-standing-late = done late
dialogues-standing-done-undated = done, day not known
dialogues-standing-done = done

# How strong the evidence of an effect is, and where a country stands with a practice.
dialogues-strength-comparison = measured against a comparison
dialogues-strength-before-after = measured before and after
dialogues-strength-described = described, not measured
dialogues-strength-claimed = claimed only
dialogues-strength-none-known = no evidence known
dialogues-practice-origin = began here
dialogues-practice-adopted = taken over
dialogues-practice-declined = not taken over

# Members, and why.
dialogues-member-certain = member
dialogues-member-not = not a member
dialogues-member-unsaid = Nothing on record names this country.
dialogues-member-on-the-day = Shown for this very day.
dialogues-member-contradicted = Sources contradict each other for this day.
dialogues-member-imprecise = The date on record is too imprecise to tell.
dialogues-member-before-joining = Had not joined yet.
dialogues-member-before-first = Nothing is on record before this day.
dialogues-member-since-joining = Joined, and nothing shows that it left.
dialogues-member-since-leaving = Left, and nothing shows that it returned.
dialogues-member-shown-around = Shown as a member before and after.
dialogues-member-absent-around = Shown not to be a member before and after.
dialogues-member-after-last = Last shown as a member on { $date }; a list proves its own day.
dialogues-member-after-absent = Was not on the last whole list; it may have joined since.
dialogues-member-changed-between = Changed between two lists; the day is not known.
dialogues-on = on { $day }
dialogues-between = between { $first } and { $last }
dialogues-members-counted = On { $date }: at least { $low }, at most { $high } of the countries named here.
dialogues-members-changed = Change between the two days: from { $low } to { $high }; lists are snapshots and give no day of joining.

# Views.
dialogues-view-meetings = Meetings
dialogues-view-held = Meetings on record
dialogues-view-documents = Who tells of the meetings, and where
dialogues-view-rooms = Who meets, and how regularly
dialogues-view-decisions = What was decided, and what came of it
dialogues-view-recommendations = What was recommended, and who answered
dialogues-view-practices = Practice
dialogues-view-trainings = Trainings
dialogues-view-care = To be read with care
dialogues-view-replies = Replies of the parties
dialogues-view-known = What these tables know, and how to add to it
dialogues-view-members = Members: { $body }
dialogues-column-number = No.
dialogues-column-date = date
dialogues-column-place = place
dialogues-column-agenda = agenda
dialogues-column-what = what
dialogues-column-source-class = told by
dialogues-column-source = source
dialogues-column-meeting = meeting
dialogues-column-body = body
dialogues-column-held = meetings known
dialogues-column-last = last
dialogues-column-promised = promised
dialogues-column-kept = years kept
dialogues-column-missed = years missed
dialogues-column-unknown = years unknown
dialogues-column-page = page
dialogues-column-owner = owed by
dialogues-column-to-whom = to be answered by
dialogues-column-due = by
dialogues-column-standing = standing
dialogues-column-evidence = evidence
dialogues-column-row = row
dialogues-column-topic = topic
dialogues-column-where = where
dialogues-column-strength = evidence of effect
dialogues-column-effect = effect
dialogues-column-audience = for whom
dialogues-column-languages = languages
dialogues-column-framework = framework
dialogues-column-people = people
dialogues-column-country = country
dialogues-column-why = why
dialogues-column-joined = joined
dialogues-column-left = left
dialogues-column-last-shown = last shown
dialogues-column-care = what is the matter
dialogues-column-treated = treatment
dialogues-column-against = at odds with
dialogues-column-who = who
dialogues-column-reply = reply
dialogues-column-table = table
dialogues-column-rows = rows
dialogues-column-not-public = rows not public
dialogues-column-add = to add more
dialogues-column-on-day = on { $date }
dialogues-table-convenings = meetings
dialogues-table-decisions = decisions
dialogues-table-recommendations = recommendations
dialogues-table-practices = practices
dialogues-table-memberships = statements on members
dialogues-table-trainings = trainings
dialogues-unsaid = not said in words
dialogues-nobody = nobody named
dialogues-not-promised = no rhythm was promised
dialogues-promised = { $n } a year
dialogues-promised-between = { $low } to { $high } a year, by the reading
dialogues-suppressed = withheld: a small group
dialogues-meetings-note = A meeting is as long as its date is imprecise. A meeting is an output: it shows that people met, not what came of it.
dialogues-rooms-note = A year counts as missed only where the numbers of two meetings in a row show that there was none between. Silence is unknown, not failure.
dialogues-share-decisions = Decisions whose date has come: { $all }. Kept: { $kept }; late or not done: { $late }; no evidence known: { $unknown }. Open or without a date: { $open }.
dialogues-share-decisions-none = No decision on record is due yet. Open or without a date: { $open }.
dialogues-share-recommendations = Recommendations to which an answer is due: { $all }. Answered in time: { $kept }; late: { $late }; no answer known: { $unknown }. Without a date: { $open }.
dialogues-share-recommendations-none = No answer is due yet. Recommendations without a date: { $open }.
dialogues-diffusion = Cases in which one of the three could take a practice over: { $all }. Taken over: { $adopted }; not taken over: { $declined }; unknown: { $unknown }.
dialogues-no-practice = No practice on this topic is on record.
dialogues-set-aside = set aside, not counted
dialogues-flagged = kept, with care
dialogues-known-minutes = Minutes of a meeting hand in all of these at once: communique dialogues minutes BODY --out minutes.xlsx.
dialogues-known-no-body = No body is known in whose room this promise is worked on.

# Flags: what is to be known about a row. { $row } is its name.
dialogues-flag-contradicts-official = { $row }: { $column } “{ $value }” contradicts what an official or the organiser says of the same numbered meeting ({ $against }).
dialogues-flag-not-in-office = { $row }: { $column } names “{ $value }”, who did not hold that office on that day.
dialogues-flag-weak-single-source = { $row }: a source of the class “{ $value }” is too weak to carry a claim alone, and no second one is known.
dialogues-flag-class-not-borne = { $row }: says that its source is “{ $value }”, but shows no official source.
dialogues-flag-other-spelling = { $row }: { $column } is written “{ $value }”; it is read as { $against }.
dialogues-flag-date-too-precise = { $row }: { $column } { $value } is more precise than its source ({ $against }); it is used no more precisely than that.
dialogues-flag-two-numbers = { $row }: { $column } { $value }, but { $against } gives the same meeting another number; both are kept, and it counts once.
dialogues-flag-conflict = { $row }: { $column } { $value } is not what { $against } says of the same; both are kept.
dialogues-flag-no-owner = { $row }: nobody is named who owes it.
dialogues-flag-done-without-evidence = { $row }: said to be “{ $value }” without evidence; it counts as unknown.
dialogues-flag-duplicate = { $row }: { $column } “{ $value }” is said in { $against } too, spelled in another way; both are kept.
dialogues-flag-list-read-as-joins = { $row }: { $column } “{ $value }” was read from a list of members ({ $against }); a list shows who was a member then, not who joined.
dialogues-flag-joined-though-listed = { $row }: { $column } { $value } is after { $against }, which lists it as a member already; both are kept.

# Rules of the tables, said to the person who hands them in.
dialogues-rule-date = { $column } must be written as precisely as its precision says: 2023, 2023-06 or 2023-06-14.
dialogues-rule-said = At least one language must be filled in, for instance { $column }.
dialogues-rule-countries = { $column } must hold ISO alpha-3 codes separated by semicolons, such as CAN;MEX;USA.
dialogues-rule-topics = { $column } must hold known topics separated by semicolons.
dialogues-rule-cost = { $column } must come with its currency and price year.
dialogues-rule-contradicts-official = { $column }: an official or organiser’s row on the same numbered meeting says otherwise (date, place or format).
dialogues-rule-not-in-office = { $column } must name people who held the office on that day.
dialogues-rule-weak-single-source = { $column }: a meeting told by a secondary source alone needs a second, independent one.
dialogues-rule-class-not-borne = { $column }: an official source must be shown by its address, unless a government or agency itself hands it in.

# The agenda of the next meeting.
dialogues-agenda-title = { $body }: what the next meeting could speak of, as of { $date }
dialogues-agenda-decisions = Decisions still open
dialogues-agenda-answers = Answers owed to recommendations
dialogues-agenda-practices = Practice worth taking over
dialogues-agenda-data = Data still missing, and from whom
dialogues-agenda-nothing-found = Promises of which nothing was found
dialogues-agenda-flags = To be cleared up
dialogues-agenda-none = nothing on record

# Calendar.
dialogues-calendar-title = Dialogues of North America
dialogues-calendar-inexact = { $name } (date known only as: { $date })

# Pages.
dialogues-page-title = Dialogues
dialogues-page-lead = Who met, what was agreed, what came of it. Everything here is dated, sourced and open to reply; what is not known is said.
dialogues-page-bodies = Bodies
dialogues-page-reading-room = Reading room of practices
dialogues-page-reading-room-lead = Practice by topic, the strongest evidence of effect first. Public health and the rights of workers come first among the topics.
dialogues-page-calendar = Calendar (iCalendar)
dialogues-page-agenda = For the next meeting
dialogues-page-topics = Topics
dialogues-page-promises = Promises
dialogues-page-skip = Skip to content
dialogues-page-languages = Languages
dialogues-page-all-topics = every topic
dialogues-page-any-country = any country
dialogues-page-any-strength = any evidence
dialogues-page-at-least = at least
dialogues-page-not-in = not taken over in
dialogues-page-show = Show
dialogues-page-reply = A party that reads here what it thinks wrong may reply; the reply stands beside the row and changes no count. Command:
dialogues-page-minutes = Minutes go in by:
dialogues-page-choose = Choose a language
dialogues-page-as-of = As of { $date }
