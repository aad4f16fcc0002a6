# The words of the reply keyboard. What a person presses comes back as this very text.
menu-repair = Repair
menu-complaint = Complaint
menu-ask = Question
menu-my-tickets = My tickets
menu-emergency = Emergency
menu-my-home = My home
menu-guides = Guides
menu-suggest = Suggest or praise
menu-later = Later
menu-set-up-back = Back to set-up

menu-placeholder = Or simply write to me
