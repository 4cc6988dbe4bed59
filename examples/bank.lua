-- Tellers move money between accounts that all of them use. Each account has a lock; a transfer holds those of both
-- accounts, always the one with the lower number first, so that tellers never wait for each other in a circle.
-- The accounts belong to the main context, and the tellers run in contexts of their own: nothing in `transfer` depends
-- on who owns what.
-- Usage: bank.lua [CONTEXTS [TRANSFERS]]
local context, tasklet = require "context", require "tasklet"
local contexts = tonumber(arg and arg[1]) or 2
local transfers = tonumber(arg and arg[2]) or 100 -- in one pile
local ACCOUNTS <const>, PILES <const> = 50, 8

local Account = {}
Account.__index = Account

function Account.open(number, balance)
  return setmetatable({ number = number, balance = balance, bookings = 0, lock = tasklet.lock() }, Account)
end

function Account:book(amount)
  self.balance = self.balance + amount
  self.bookings = self.bookings + 1
end

local accounts = {}
for number = 1, ACCOUNTS do accounts[number] = Account.open(number, 1000) end

local function transfer(from, to, amount)
  local first, second = from, to
  if from.number > to.number then first, second = to, from end
  first.lock:run(function()
    second.lock:run(function()
      from:book(-amount)
      to:book(amount)
    end)
  end)
end

-- The transfers of a pile are the same whichever teller works through it.
local function work_through(pile)
  local seed = pile
  local function random(n)
    seed = (seed * 1103515245 + 12345) % 0x80000000
    return (seed >> 8) % n + 1
  end
  for _ = 1, transfers do
    local from = random(ACCOUNTS)
    local to = (from + random(ACCOUNTS - 1) - 1) % ACCOUNTS + 1
    transfer(accounts[from], accounts[to], random(100))
  end
end

local function teller(first, step)
  for pile = first, PILES, step do work_through(pile) end
end

local handles = {}
for i = 1, contexts do handles[i] = context.spawn(teller, i, contexts) end
for _, handle in ipairs(handles) do
  local ok, problem = handle:join()
  if not ok then error(problem, 0) end
end

local total, bookings, checksum = 0, 0, 0
for number, account in ipairs(accounts) do
  total, bookings = total + account.balance, bookings + account.bookings
  checksum = checksum + number * account.balance
end
print("transfers", bookings // 2)
print("money in the bank", total)
print("checksum of the balances", checksum)
