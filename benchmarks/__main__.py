"""`python -m benchmarks`: see benchmarks.run.

What a newcomer gets wrong: importing more here. A process that the program spawns imports this file once more, as it
does kpps_desk.__main__ elsewhere; 0.7 s of our own modules would be counted as the program's.
"""

import sys

if __name__ == "__main__":
    from benchmarks.run import main

    sys.exit(main())
