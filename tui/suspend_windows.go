package tui

// whyNotSuspend says why the program can't be set aside.
func whyNotSuspend() string { return "Windows can't set a program aside." }

// aside is not reached: there is always a reason why not.
type aside struct {
	breath
	desk *desk
}
