// The machine functions: the prototypes of all, and the headers of those defined inline.
// Called by the thread acting for `cx`.
#pragma once
#include "runtime/abi/machine_functions.h"
#include "runtime/code/handler.h"
#include "runtime/code/trace.h"
#include "runtime/contexts/contexts.h"
#include "runtime/routing/freeze.h"
#include "runtime/system/clock.h"
#include "runtime/system/files.h"
#include "runtime/system/memory.h"
#include "runtime/system/process.h"
#include "runtime/system/terminal.h"
#include "runtime/tasklet/control.h"
#include "runtime/tasklet/interrupt.h"
#include "runtime/tasklet/wait.h"
#include "runtime/value/math.h"
#include "runtime/value/text.h"
#include "runtime/world/change.h"
