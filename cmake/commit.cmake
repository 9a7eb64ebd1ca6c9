# Writes FILE, a header with the commit of SOURCE, and touches it only where that is another one than before.
cmake_minimum_required(VERSION 3.25)
find_program(GIT git)
set(commit "")
if(GIT AND EXISTS ${SOURCE}/.git)
  execute_process(COMMAND ${GIT} describe --always --abbrev=40 --dirty --exclude=* WORKING_DIRECTORY ${SOURCE}
    OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
endif()
# Whoever gets no answer changes nothing that is known: the program would be linked anew, under those who run it (a stand-in for git
# in a test did that).
if(commit STREQUAL "" AND EXISTS ${FILE})
  return()
endif()
file(CONFIGURE OUTPUT ${FILE} CONTENT "#define KARIMEN_COMMIT \"@commit@\"\n" @ONLY)
