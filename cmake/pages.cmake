# Manual pages and completion scripts into OUT, as the program KARIMEN prints them.
function(said file)
  execute_process(COMMAND ${KARIMEN} ${ARGN} OUTPUT_FILE ${OUT}/${file} COMMAND_ERROR_IS_FATAL ANY)
endfunction()
file(MAKE_DIRECTORY ${OUT})
execute_process(COMMAND ${KARIMEN} man --out ${OUT}/man1 COMMAND_ERROR_IS_FATAL ANY)
said(karimen completions bash)
said(_karimen completions zsh)
said(karimen.fish completions fish)
