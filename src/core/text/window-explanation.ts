/** Words of what an alert was made of. */
export const explanationWindow = {
  explain: {
    heading: 'What it was made of',
    loading: 'Reading its values …',
    none: 'The values of this alert are not kept. It began before Floorwatch kept them.',
    noValues: 'It is about a state, so there are no values to draw.',
    chart: 'Values from {{from}} to {{to}}, between {{low}} and {{high}}.',
    value: 'value',
    threshold: 'threshold {{value}}',
    clear: 'clears at {{value}}',
    noLimit: 'none',
    limitFrom: '{{value}} from {{time}} on',
    critical: 'critical {{value}}',
    criticalClear: 'no longer critical at {{value}}',
    pending: 'pending, {{time}}',
    age: 'Fired by a value from {{time}}, {{age}} old at that moment.',
    heard: 'Last heard of at {{time}}, {{age}} ago.',
    same: 'Running these values through the rule again gives the same result.',
    differs:
      'Running these values through the rule again gives another result. On record: {{recorded}}. Now: {{again}}. Please report this.',
    nothing: 'nothing more',
    change: '{{what}} at {{time}}',
    noRule: 'Version {{version}} of the rule is not kept any more, so its values can’t be run through it again.',
    version: 'By version {{version}} of the rule, as it was then.',
    gap: 'Some values in between were given up: of a long alert the telling ones are kept.',
    list: 'The values as a table',
    time: 'Time',
    happened: 'What it did',
    did: {
      fired: 'fired',
      raised: 'got critical',
      eased: 'no longer critical',
      recovering: 'clear again',
      firing: 'broken again',
      noData: 'no data',
      steady: 'steady',
      closed: 'ended'
    }
  }
}
