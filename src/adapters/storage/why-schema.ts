/**
 * What "why was I not alerted?" is answered from. `subject`: what the line is about within its kind; `value`: what counts from `at` on,
 * null: nothing special. Of one subject the line with the greater number counts.
 */
export const WHY_STEP = `
  CREATE TABLE why (
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, value TEXT, at REAL NOT NULL
  ) STRICT;
  CREATE INDEX why_of_subject ON why (kind, subject, at);
  CREATE INDEX why_newest ON why (at);
`
