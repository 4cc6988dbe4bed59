// The same for goroutines: lines `name<TAB>value<TAB>unit`. usage: goroutines PROCESSORS
package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"sync"
	"time"
)

func report(name string, value float64, unit string) { fmt.Printf("%s\t%.1f\t%s\n", name, value, unit) }

func perOperation(begin time.Time, n int) float64 { return float64(time.Since(begin).Nanoseconds()) / float64(n) }

func spawn() {
	const n, batch = 1000000, 1000
	begin := time.Now()
	for i := 0; i < n/batch; i++ {
		var all sync.WaitGroup
		all.Add(batch)
		for k := 0; k < batch; k++ {
			go all.Done()
		}
		all.Wait()
	}
	report("start and end", perOperation(begin, n), "ns")
}

func yields() {
	const n = 2000000
	var both sync.WaitGroup
	both.Add(2)
	begin := time.Now()
	for k := 0; k < 2; k++ {
		go func() {
			for i := 0; i < n; i++ {
				runtime.Gosched()
			}
			both.Done()
		}()
	}
	both.Wait()
	report("switch", perOperation(begin, 2*n), "ns")
}

func pingPong() {
	const n = 500000
	there, back := make(chan int), make(chan int)
	go func() {
		for v := range there {
			back <- v
		}
	}()
	begin := time.Now()
	for i := 0; i < n; i++ {
		there <- i
		<-back
	}
	report("there and back through channels", perOperation(begin, n), "ns")
	close(there)
}

func parked() {
	const n = 1000000
	var before, after runtime.MemStats
	gate := make(chan int)
	runtime.GC()
	runtime.ReadMemStats(&before)
	for i := 0; i < n; i++ {
		go func() { <-gate }()
	}
	time.Sleep(100 * time.Millisecond)
	runtime.ReadMemStats(&after)
	report("parked", float64(after.Sys-before.Sys)/n, "bytes")
}

func main() {
	if processors, err := strconv.Atoi(os.Args[1]); err == nil {
		runtime.GOMAXPROCS(processors)
	}
	spawn()
	yields()
	pingPong()
	parked()
}
