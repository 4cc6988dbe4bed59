-- A pool of contexts that steal work from each other. Every context has a queue of tasks, which belongs to it. It adds
-- tasks to the back of its own queue and takes them from there; when the queue is empty, it steals from the front of
-- another one, where the largest tasks are. The tasks here count the solutions of the n queens problem; they differ so
-- much in size that no division made in advance would keep all contexts busy.
-- Usage: work_stealing.lua [CONTEXTS [QUEENS]]
local context, tasklet = require "context", require "tasklet"
local contexts = tonumber(arg and arg[1]) or 2
local queens = tonumber(arg and arg[2]) or 7
local SPLIT_ROWS <const> = 3 -- boards with fewer rows filled are split into tasks
local IDLE_SECONDS <const> = 0.0002

local Queue = {}
Queue.__index = Queue

function Queue.new() return setmetatable({ first = 1, last = 0, lock = tasklet.lock() }, Queue) end

local function push(queue, tasks)
  for _, task in ipairs(tasks) do
    queue.last = queue.last + 1
    queue[queue.last] = task
  end
end

local function pop(queue)
  if queue.first > queue.last then return nil end
  local task = queue[queue.last]
  queue[queue.last] = nil
  queue.last = queue.last - 1
  return task
end

local function shift(queue)
  if queue.first > queue.last then return nil end
  local task = queue[queue.first]
  queue[queue.first] = nil
  queue.first = queue.first + 1
  return task
end

function Queue:push(tasks) self.lock:run(push, self, tasks) end
function Queue:pop() return self.lock:run(pop, self) end
function Queue:steal() return self.lock:run(shift, self) end

-- `pending` counts the tasks that are in a queue or being worked on; the work is done when there are none.
local pool = { queues = {}, pending = 1, lock = tasklet.lock() }

local function change_pending(by) pool.pending = pool.pending + by end

local function steal(thief)
  for i = 1, contexts - 1 do
    local victim = pool.queues[(thief + i - 1) % contexts + 1]
    local task = victim and victim.first <= victim.last and victim:steal()
    if task then return task end
  end
end

-- A board: how many rows are filled; the columns and, in the next row, the places that the diagonals block, as bits.
local function free_places(columns, left, right) return ~(columns | left | right) & ((1 << queens) - 1) end

local function solutions(row, columns, left, right)
  if row == queens then return 1 end
  local count, free = 0, free_places(columns, left, right)
  while free ~= 0 do
    local place = free & -free
    free = free ~ place
    count = count + solutions(row + 1, columns | place, (left | place) << 1, (right | place) >> 1)
  end
  return count
end

local function split(board)
  local tasks, free = {}, free_places(board.columns, board.left, board.right)
  while free ~= 0 do
    local place = free & -free
    free = free ~ place
    tasks[#tasks + 1] = { row = board.row + 1, columns = board.columns | place,
                          left = (board.left | place) << 1, right = (board.right | place) >> 1 }
  end
  return tasks
end

-- Works until nothing is pending; returns the number of solutions found.
local function worker(me, tasks)
  local queue, count = Queue.new(), 0
  queue:push(tasks)
  pool.queues[me] = queue
  while pool.pending > 0 do
    local board = queue:pop() or steal(me)
    if not board then
      tasklet.sleep(IDLE_SECONDS)
    elseif board.row < SPLIT_ROWS then
      local parts = split(board)
      pool.lock:run(change_pending, #parts - 1)
      queue:push(parts)
    else
      count = count + solutions(board.row, board.columns, board.left, board.right)
      pool.lock:run(change_pending, -1)
    end
  end
  return count
end

local empty_board = { row = 0, columns = 0, left = 0, right = 0 }
local handles, count = {}, 0
for i = 1, contexts do handles[i] = context.spawn(worker, i, i == 1 and { empty_board } or {}) end
for _, handle in ipairs(handles) do
  local ok, found = handle:join()
  if not ok then error(found, 0) end
  count = count + found
end
print(queens .. " queens, " .. count .. " solutions")
