-- expects:
-- nothing
;;
/* at /* all */ */
