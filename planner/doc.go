// Package planner is waymark's domain: a plan for the road into IT management
// and what can be asked of it and done to it. It reads no clock, touches no
// disk and draws nothing; today is always a parameter.
package planner
