// Everything generated code and the emulator include.
#pragma once
#include "gc/heap.h"
#include "runtime/abi/layout.h"
#include "runtime/code/assembler.h"
#include "runtime/code/frames.h"
#include "runtime/code/inspect.h"
#include "runtime/context/context.h"
#include "runtime/routing/request.h"
#include "runtime/tasklet/tasklet.h"
#include "runtime/value/object.h"
#include "runtime/worker/main.h"
