// Package app is the program on the screen: the only Bubble Tea model, [Root],
// which routes messages, keeps the stack of pages, draws what is around them and
// does what pages ask for by their intents. Start with [New] and [Run].
//
// The road of a key: the terminal's bytes → Bubble Tea → Root.Update → the
// registry of actions → a method of the page or of the root → an intent or a
// command. The mouse, the palette and the ":" line join it at the action.
//
// Rules: pages and dialogs are plain structs, not models; nobody sends a message
// where a call does; nothing blocks in Update or View; a command captures values,
// never the model; answers go to the page that asked, by its serial number.
//
// The package imports the pages and the widgets, never the store: what it needs
// of the world around it comes in [Config].
package app
