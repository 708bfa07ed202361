select /* perfdeck */ name, setting || coalesce(case unit when '8kB' then '' else unit end, '') as value
from pg_settings
where (category like 'Query Tuning%'
       or name in ('work_mem', 'hash_mem_multiplier', 'max_parallel_workers', 'max_parallel_workers_per_gather',
                   'parallel_leader_participation', 'default_statistics_target',
                   'TimeZone', 'DateStyle', 'IntervalStyle', 'extra_float_digits', 'standard_conforming_strings',
                   'array_nulls', 'enable_partition_pruning', 'temp_tablespaces', 'default_text_search_config'))
  and name not in ('jit_provider', 'temp_tablespaces', 'extra_float_digits', 'default_statistics_target')
