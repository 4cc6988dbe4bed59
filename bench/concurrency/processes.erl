%% The same for Erlang's processes: lines `name<TAB>value<TAB>unit`.
-module(processes).
-export([main/0]).

report(Name, Value, Unit) -> io:format("~s\t~.1f\t~s~n", [Name, float(Value), Unit]).

nanoseconds(Begin, N) ->
    erlang:convert_time_unit(erlang:monotonic_time() - Begin, native, nanosecond) / N.

main() ->
    spawns(1000, 1000),
    switches(1000000),
    ping_pong(500000),
    parked(1000000),
    halt(0).

spawns(Batches, Batch) ->
    Self = self(),
    Begin = erlang:monotonic_time(),
    [begin
         [spawn(fun() -> Self ! done end) || _ <- lists:seq(1, Batch)],
         [receive done -> ok end || _ <- lists:seq(1, Batch)]
     end || _ <- lists:seq(1, Batches)],
    report("start and end", nanoseconds(Begin, Batches * Batch), "ns").

switches(N) ->
    Self = self(),
    Yield = fun Yield(0) -> Self ! done; Yield(K) -> erlang:yield(), Yield(K - 1) end,
    Begin = erlang:monotonic_time(),
    spawn(fun() -> Yield(N) end),
    spawn(fun() -> Yield(N) end),
    receive done -> ok end,
    receive done -> ok end,
    report("switch", nanoseconds(Begin, 2 * N), "ns").

ping_pong(N) ->
    Self = self(),
    Echo = fun Echo() -> receive V -> Self ! V, Echo() end end,
    Other = spawn(Echo),
    Begin = erlang:monotonic_time(),
    [begin Other ! I, receive I -> ok end end || I <- lists:seq(1, N)],
    report("there and back", nanoseconds(Begin, N), "ns"),
    exit(Other, kill).

parked(N) ->
    Before = erlang:memory(processes),
    All = [spawn(fun() -> receive never -> ok end end) || _ <- lists:seq(1, N)],
    report("parked", (erlang:memory(processes) - Before) / length(All), "bytes").
