/**
 * Findings that stay, each with its reason: how often, and where (the beginning of a path). None is in a source of ours. When one of them
 * goes, its entry has to go too, or it would hide the next one.
 */
const PAGES = 'out/renderer/assets/'

export const ACCEPTED = [
  {
    rule: 'no-new-func',
    where: 'node_modules/zod/',
    most: 1,
    reason:
      'zod in the main process tries whether it may compile its own validators. Pages hold no zod, and their policy no eval.'
  },
  {
    rule: 'no-new-func',
    where: 'node_modules/ajv/',
    most: 1,
    reason: 'Part of the settings writer, which compiles a schema when it is given one. It is given none.'
  },
  {
    rule: 'floorwatch/private-files',
    where: 'node_modules/conf/',
    most: 1,
    reason: 'The writer makes the folder of the settings, which is the profile and was made before, for this user only.'
  },
  {
    rule: 'floorwatch/ipc-main-in-register',
    where: 'node_modules/electron-store/',
    most: 1,
    reason:
      'Opens a channel of its own; settings-store.ts closes it at once, and a test in the running application counts channels.'
  },
  {
    rule: 'floorwatch/bridge-in-preload',
    where: 'node_modules/electron-store/',
    most: 1,
    reason: 'The half of the library that runs in pages, where it is never loaded.'
  },
  {
    rule: 'floorwatch/no-outside-link',
    where: 'node_modules/electron-store/',
    most: 2,
    reason: '`openInEditor`, which nothing calls.'
  },
  {
    rule: 'floorwatch/no-file-page',
    where: 'node_modules/pino/lib/transport.js',
    most: 2,
    reason:
      'Log writers in worker threads, by the address of their file. The log has a sink of its own and no such writer.'
  },
  {
    rule: 'floorwatch/no-file-page',
    where: 'node_modules/thread-stream/',
    most: 1,
    reason: 'The same: the thread of such a writer, which is never started.'
  },
  {
    rule: 'floorwatch/private-files',
    where: 'node_modules/sonic-boom/',
    most: 2,
    reason: 'How pino writes files by itself. It is given a sink, log-sink.ts, which names the modes.'
  },
  {
    rule: 'floorwatch/no-raw-html',
    where: PAGES,
    most: 7,
    reason:
      "React's own way to set markup and Mantine's style tags. Trusted Types let through what has neither `<` nor `&`."
  },
  {
    rule: 'floorwatch/one-types-policy',
    where: PAGES,
    most: 1,
    reason: 'The one of src/renderer/boot/trusted-types.ts: minified pages do not say which source a line came from.'
  },
  {
    rule: 'no-script-url',
    where: PAGES,
    most: 2,
    reason: 'React puts these texts in place of an address that would run code, so that it fails.'
  },
  {
    rule: 'floorwatch/no-host-literal',
    where: PAGES,
    most: 2,
    reason: 'Help pages named in messages of React and Mantine. `connect-src` is none.'
  }
]
