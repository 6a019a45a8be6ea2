/** More would make the tray menu a list to search in. Apart from the schema: windows use it too, and no validator comes into a page. */
export const PINNED_AT_MOST = 10
