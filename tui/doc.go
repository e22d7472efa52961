// Package tui is everything a terminal shows: one tea.Model, a table of
// screens, and dialogs stacked on them. Screens are plain structs that reach
// the plan only through env. It knows the plan's keeper by its interface and
// never the disk.
package tui
