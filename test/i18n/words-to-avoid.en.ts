import type { WordToAvoid } from './words-to-avoid.ts'

/** Words that the English interface and help do not use, and what they use instead. */
export const wordsToAvoid: WordToAvoid[] = [
  // One word for one thing.
  [/(?<!sales )\bcredits?\b/i, 'say "sales credit": credit alone is money lent'],
  [/(?<!sales )\bmanagers?\b/i, 'say "sales manager", as the role is called'],
  [/\bindicators?\b/i, 'say "metric"'],
  [/\bowe[sd]?\b/i, 'say "outstanding", or "paid in full"'],
  [/\bneglect/i, 'say "needs attention"; without an update for too long it is "stale"'],
  [/\bcommunications\b|\ba communication\b/i, 'say "activity": one logs it'],
  [/\bput(s|ting)? off\b|\bmoved? (it |the follow-up )?to another day\b/i, 'say "reschedule"'],
  [/\btick(ed)? off\b/i, 'say "complete"'],
  [/\bgave you\b|\b(give|given) to (somebody|someone|you)\b/i, 'say "assign" or "reassign"'],
  [/\bhand(s|ed)? over\b/i, 'say "reassign"'],
  [/\bpersons?\b.*\bin charge\b/i, 'say "owner"'],
  [/\bpresent (one|password)\b/i, 'say "current"'],
  [/\bwhoever looks after\b/i, 'say "your administrator"'],
  [/\bwords to choose\b|\bwords that forms offer\b/i, 'say "picklist" and "values"'],
  [
    /\b(press|click on|push|hit)(es|ed)?\b/i,
    'say "select": it is right for mouse, finger and keyboard',
    /press \/ to search/,
  ],

  // Old-fashioned words.
  [/\bstands?\b|\bstood\b/i, 'say "is", "appears" or "is shown"'],
  [/\bholds?\b|\bheld\b/i, 'say "has", "contains" or "includes"'],
  [/\bmend(s|ed|ing)?\b/i, 'say "fix" or "correct"'],
  [/\bwhom\b|\bwhoever\b/i, 'name the person: "who", "the owner", "the administrator"'],
  [/\bin hand\b/i, 'say "assigned" or "open"'],
  [/\bso many\b/i, 'say how many'],
  [/\b(some|any|every)body\b/i, 'say "someone", "anyone", "everyone"'],
  [/\btold\b|\bsay so\b|\bwas said\b|\bis said\b/i, 'say "notified", "shown" or "listed"'],
  [/\bwritten\b|\bmiswritten\b/i, 'say "saved", "imported" or "entered"'],
  [/\b[Ww]rite (a|an|it|the|what|whole|date)\b/, 'say "Enter …"'],
  [/\b(is|are|was|be) made\b(?! a )/i, 'say "created"'],
  [/\banew\b|\baside\b|\bhitherto\b|\bbesides\b|\bmeanwhile\b/i, 'say it as people do'],
  [/\blook(s|ed)? (it|them) over\b/i, 'say "review"'],
  [/\b(left|leave|leaves) out\b/i, 'say "not included", "ignored" or "not imported"'],
  [/\b(take|takes|taken) (a|the|it|them) .*away\b|\btaken away\b/i, 'say "remove"'],
  [/\bcame to nothing\b|\bcounts? nothing\b/i, 'say "failed", "not included"'],
  [/\bhappened already\b|\bdone already\b/i, 'say "already …"'],
  [/\bonce more\b/i, 'say "again" or "confirm"'],
  [/\bthere is no such\b/i, 'say "… not found" or "… doesn\'t exist"'],
  [/\b(is|are) no (CSV|date|username|manager|draft)\b/i, 'say "isn\'t a …"'],
  [/\bjust now\b/i, 'say "right now"', /wasn't just now/],
  [/\b(cannot|can not|could not|do not|is not|are not) be (read|taken|kept)\b/i, 'say what to do'],

  // Style of messages.
  [/^(The|Your) .* (is|are|was) (now )?\w+ed( already)?\.$/, 'name the object: "Customer created", "Payment recorded"'],
  [/^(Saved|Done|Recorded)\.?$/, 'name the object: "Customer saved"', /^Done$/],
  [/\bplease\b/i, 'say what to do'],
  [/[’‘]/, "an apostrophe is '"],
  [/—/, 'make two sentences of it'],
  [/!/, 'say it calmly'],
]
