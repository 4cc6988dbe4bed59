// What channels.lua does, for goroutines. usage: channels CAPACITY SENDERS MESSAGES [RECEIVERS]
package main

import (
	"fmt"
	"os"
	"strconv"
	"sync"
)

func argument(i, otherwise int) int {
	if i >= len(os.Args) {
		return otherwise
	}
	n, err := strconv.Atoi(os.Args[i])
	if err != nil {
		panic(err)
	}
	return n
}

func main() {
	capacity, senders, messages, receivers := argument(1, 1), argument(2, 1), argument(3, 1000), argument(4, 1)
	channel, counts := make(chan int, capacity), make(chan int, receivers)
	for i := 0; i < receivers; i++ {
		go func() {
			n := 0
			for range channel {
				n++
			}
			counts <- n
		}()
	}
	var sent sync.WaitGroup
	for i := 0; i < senders; i++ {
		sent.Add(1)
		go func() {
			for k := 0; k < messages/senders; k++ {
				channel <- k
			}
			sent.Done()
		}()
	}
	sent.Wait()
	close(channel)
	n := 0
	for i := 0; i < receivers; i++ {
		n += <-counts
	}
	fmt.Println(n)
}
