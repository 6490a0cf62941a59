//go:build race

package main

// raceDetector says whether this process has the race detector.
const raceDetector = true
