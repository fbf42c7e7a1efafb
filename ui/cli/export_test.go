package cli

// ScreenActions are the actions of all pages, for tests of what they lead to.
var ScreenActions = screenActions
